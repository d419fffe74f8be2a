// SPDX-License-Identifier: MIT
//
// librsvg and cairo (LGPL), through their C interfaces; nowhere else. They are loaded when a figure
// asks for them: linked to the command, they and the fifty libraries they bring cost each start of
// it 8 ms, of the 110 ms that a whole lab takes. Letters are drawn from the fonts that fontconfig
// finds for the family a figure names (Helvetica, Arial, Liberation Sans): PNG and PDF depend on
// what is installed, SVG does not.
#include "cli/pictures.hpp"

#include <fmt/format.h>

#ifdef LOGITLAB_RSVG
#include <cairo-pdf.h>
#include <cairo.h>
#include <dlfcn.h>
#include <librsvg/rsvg.h>
#endif

#include <cmath>
#include <memory>
#include <type_traits>

namespace logitlab::cli {

#ifdef LOGITLAB_RSVG
namespace {

// The functions used, by their own names. Found in librsvg or in what it depends on.
struct Library {
  decltype(&::rsvg_handle_new_from_data) rsvg_handle_new_from_data;
  decltype(&::rsvg_handle_render_document) rsvg_handle_render_document;
  decltype(&::g_object_unref) g_object_unref;
  decltype(&::g_error_free) g_error_free;
  decltype(&::cairo_create) cairo_create;
  decltype(&::cairo_destroy) cairo_destroy;
  decltype(&::cairo_scale) cairo_scale;
  decltype(&::cairo_status) cairo_status;
  decltype(&::cairo_status_to_string) cairo_status_to_string;
  decltype(&::cairo_image_surface_create) cairo_image_surface_create;
  decltype(&::cairo_surface_write_to_png_stream) cairo_surface_write_to_png_stream;
  decltype(&::cairo_pdf_surface_create_for_stream) cairo_pdf_surface_create_for_stream;
  decltype(&::cairo_pdf_surface_set_metadata) cairo_pdf_surface_set_metadata;
  decltype(&::cairo_surface_finish) cairo_surface_finish;
  decltype(&::cairo_surface_status) cairo_surface_status;
  decltype(&::cairo_surface_destroy) cairo_surface_destroy;
  decltype(&::rsvg_major_version) major, minor, micro;
};

std::unique_ptr<const Library> load() {
  // Never unloaded: GLib does not allow it.
  void* file = dlopen("librsvg-2.so.2", RTLD_LAZY | RTLD_LOCAL);
  if (file == nullptr) return nullptr;
  auto library = std::make_unique<Library>();
  bool all = true;
  const auto find = [&](const char* name, auto& symbol) {
    symbol = reinterpret_cast<std::remove_reference_t<decltype(symbol)>>(dlsym(file, name));
    all = all && symbol != nullptr;
  };
  find("rsvg_handle_new_from_data", library->rsvg_handle_new_from_data);
  find("rsvg_handle_render_document", library->rsvg_handle_render_document);
  find("g_object_unref", library->g_object_unref);
  find("g_error_free", library->g_error_free);
  find("cairo_create", library->cairo_create);
  find("cairo_destroy", library->cairo_destroy);
  find("cairo_scale", library->cairo_scale);
  find("cairo_status", library->cairo_status);
  find("cairo_status_to_string", library->cairo_status_to_string);
  find("cairo_image_surface_create", library->cairo_image_surface_create);
  find("cairo_surface_write_to_png_stream", library->cairo_surface_write_to_png_stream);
  find("cairo_pdf_surface_create_for_stream", library->cairo_pdf_surface_create_for_stream);
  find("cairo_pdf_surface_set_metadata", library->cairo_pdf_surface_set_metadata);
  find("cairo_surface_finish", library->cairo_surface_finish);
  find("cairo_surface_status", library->cairo_surface_status);
  find("cairo_surface_destroy", library->cairo_surface_destroy);
  find("rsvg_major_version", library->major);
  find("rsvg_minor_version", library->minor);
  find("rsvg_micro_version", library->micro);
  if (!all) return nullptr;
  return library;
}

// Null where it is not installed any more.
const Library* library() {
  static const std::unique_ptr<const Library> loaded = load();
  return loaded.get();
}

struct Release {
  void operator()(RsvgHandle* handle) const { library()->g_object_unref(handle); }
  void operator()(cairo_surface_t* surface) const { library()->cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { library()->cairo_destroy(context); }
};
using Handle = std::unique_ptr<RsvgHandle, Release>;
using Surface = std::unique_ptr<cairo_surface_t, Release>;
using Context = std::unique_ptr<cairo_t, Release>;

constexpr double points_per_pixel = 0.75;  // of CSS: 72 points and 96 pixels an inch

Error not_loaded() {
  return usage_error("png and pdf are drawn by librsvg, which is not there", "--format",
                     "Install it (on Debian: apt install librsvg2-2)");
}

Error trouble(std::string_view what) {
  return internal_error(fmt::format("a figure could not be drawn: {}", what));
}

std::string message_of(GError* error) {
  if (error == nullptr) return "unknown";
  const std::string text = error->message;
  library()->g_error_free(error);
  return text;
}

// Called by cairo with the bytes of a file, part by part.
cairo_status_t append(void* bytes, const unsigned char* part, unsigned int size) {
  static_cast<std::string*>(bytes)->append(part, part + size);
  return CAIRO_STATUS_SUCCESS;
}

Status status_of(cairo_status_t status) {
  return status == CAIRO_STATUS_SUCCESS ? Status{}
                                        : trouble(library()->cairo_status_to_string(status));
}

Status draw(const std::string& svg, double width, double height, double scale,
            cairo_surface_t* surface) {
  GError* error = nullptr;
  const auto* bytes = reinterpret_cast<const guint8*>(svg.data());
  const Handle handle(library()->rsvg_handle_new_from_data(bytes, svg.size(), &error));
  if (handle == nullptr) return trouble(message_of(error));
  const Context context(library()->cairo_create(surface));
  library()->cairo_scale(context.get(), scale, scale);
  const RsvgRectangle viewport{0, 0, width, height};
  if (library()->rsvg_handle_render_document(handle.get(), context.get(), &viewport, &error) == 0) {
    return trouble(message_of(error));
  }
  return status_of(library()->cairo_status(context.get()));
}

Result<std::string> png(const std::string& svg, double width, double height) {
  const Surface surface(library()->cairo_image_surface_create(
      CAIRO_FORMAT_ARGB32, static_cast<int>(std::ceil(png_scale * width)),
      static_cast<int>(std::ceil(png_scale * height))));
  if (Status drawn = draw(svg, width, height, png_scale, surface.get()); !drawn) {
    return drawn.error();
  }
  std::string bytes;
  const Status done =
      status_of(library()->cairo_surface_write_to_png_stream(surface.get(), append, &bytes));
  if (!done) return done.error();
  return bytes;
}

Result<std::string> pdf(const std::string& svg, double width, double height) {
  std::string bytes;
  const Surface surface(library()->cairo_pdf_surface_create_for_stream(
      append, &bytes, points_per_pixel * width, points_per_pixel * height));
  // Without a date, which would make each run's file another one.
  library()->cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
  if (Status drawn = draw(svg, width, height, points_per_pixel, surface.get()); !drawn) {
    return drawn.error();
  }
  library()->cairo_surface_finish(surface.get());
  const Status done = status_of(library()->cairo_surface_status(surface.get()));
  if (!done) return done.error();
  return bytes;
}

}  // namespace

std::string picture_library() {
  const Library* loaded = library();
  if (loaded == nullptr) return "";
  return fmt::format("librsvg {}.{}.{}", *loaded->major, *loaded->minor, *loaded->micro);
}

Status check_formats(std::span<const std::string> formats) {
  for (const std::string& format : formats) {
    if (format != "svg" && library() == nullptr) return not_loaded();
  }
  return {};
}

Result<std::string> picture(std::string_view format, const std::string& svg, double width,
                            double height) {
  if (format == "svg") return svg;
  if (library() == nullptr) return not_loaded();
  return format == "png" ? png(svg, width, height) : pdf(svg, width, height);
}

#else

std::string picture_library() { return ""; }

Status check_formats(std::span<const std::string> formats) {
  for (const std::string& format : formats) {
    if (format == "svg") continue;
    return usage_error(fmt::format("this build of logitlab writes svg only, found \"{}\"", format),
                       "--format",
                       "Install librsvg with its headers (on Debian: apt install librsvg2-dev) and "
                       "build again (./run build)");
  }
  return {};
}

Result<std::string> picture(std::string_view /*format*/, const std::string& svg, double /*width*/,
                            double /*height*/) {
  return svg;
}

#endif

}  // namespace logitlab::cli
