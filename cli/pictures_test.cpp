// SPDX-License-Identifier: MIT
#include "cli/pictures.hpp"

#include <gtest/gtest.h>

#ifdef LOGITLAB_RSVG
#include <cairo.h>
#endif

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/test_command.hpp"

namespace logitlab::cli {
namespace {

using nlohmann::json;
using test::Ended;
using test::Folder;
using test::run_command;

json version() {
  const Folder folder;
  return json::parse(run_command({.words = {"--version", "--json"}}, folder.path()).out);
}

#ifdef LOGITLAB_RSVG

struct Image {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;  // 0xAARRGGBB
  std::uint32_t at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
};

cairo_status_t take(void* rest, unsigned char* to, unsigned int size) {
  auto& bytes = *static_cast<std::string*>(rest);
  if (bytes.size() < size) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(to, bytes.data(), size);
  bytes.erase(0, size);
  return CAIRO_STATUS_SUCCESS;
}

Image decoded(std::string png) {
  cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(take, &png);
  EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
  Image image{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  const unsigned char* row = cairo_image_surface_get_data(surface);
  for (int y = 0; y < image.height; ++y, row += cairo_image_surface_get_stride(surface)) {
    for (int x = 0; x < image.width; ++x) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row + 4 * x, 4);
      image.pixels.push_back(pixel | 0xFF000000U);
    }
  }
  cairo_surface_destroy(surface);
  return image;
}

const std::string small_svg =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"8\" viewBox=\"0 0 10 8\">"
    "<rect width=\"10\" height=\"8\" fill=\"#0B5FFF\"/>"
    "<rect x=\"4\" y=\"2\" width=\"1\" height=\"1\" fill=\"#FF0000\"/></svg>";

TEST(Pictures, PngHasTwoPixelsForEachAndTheColoursOfTheSvg) {
  const Image image = decoded(picture("png", small_svg, 10, 8).value());
  EXPECT_EQ(image.width, 20);
  EXPECT_EQ(image.height, 16);
  EXPECT_EQ(image.at(0, 0), 0xFF0B5FFFU);
  EXPECT_EQ(image.at(19, 15), 0xFF0B5FFFU);
  EXPECT_EQ(image.at(8, 4), 0xFFFF0000U);
  EXPECT_EQ(image.at(9, 5), 0xFFFF0000U);
  EXPECT_EQ(image.at(10, 5), 0xFF0B5FFFU);
}

TEST(Pictures, PdfHasTheSizeInPointsAndTheSameBytesEachTime) {
  const std::string bytes = picture("pdf", small_svg, 100, 80).value();
  EXPECT_TRUE(bytes.starts_with("%PDF-"));
  EXPECT_NE(bytes.find("/MediaBox [ 0 0 75 60 ]"), std::string::npos);
  EXPECT_EQ(bytes.find("CreationDate"), std::string::npos);
  EXPECT_EQ(bytes, picture("pdf", small_svg, 100, 80).value());
}

TEST(Pictures, SayWhatIsWrongWithAnSvgThatIsNone) {
  for (const char* format : {"png", "pdf"}) {
    const auto bytes = picture(format, "<svg", 10, 10);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().kind, ErrorKind::internal);
    EXPECT_NE(bytes.error().message.find("could not be drawn: "), std::string::npos);
  }
}

TEST(Pictures, OfALabAreAllThereInEveryFormatAndTheme) {
  const Folder folder;
  const Ended ended = run_command(
      {.words = {"lab", "--json", "--quiet", "--format", "svg,png,pdf", "--theme", "both"}},
      folder.path());
  ASSERT_EQ(ended.status, 0) << ended.err;
  const std::vector<std::string> files = json::parse(ended.out)["files"];
  const std::string page = folder.read("logitlab-lab/lab.html");
  int figures = 0;
  for (const std::string& name : files) {
    if (!name.ends_with(".svg")) continue;
    ++figures;
    for (const char* ending : {".png", ".pdf"}) {
      const std::string other = name.substr(0, name.size() - 4) + ending;
      EXPECT_EQ(std::ranges::count(files, other), 1) << other;
      EXPECT_NE(page.find("<a href=\"" + other + "\">"), std::string::npos) << other;
    }
  }
  EXPECT_GT(figures, 20);
  const Image light = decoded(folder.read("logitlab-lab/path.png"));
  const Image dark = decoded(folder.read("logitlab-lab/path-dark.png"));
  EXPECT_EQ(light.width, 1520);
  EXPECT_EQ(light.at(0, 0), 0xFFFFFFFFU);
  EXPECT_EQ(dark.at(0, 0), 0xFF14171CU);
  // Letters: the title is in ink, and more than a few of its pixels are drawn.
  const auto ink = [](const Image& image, std::uint32_t colour) {
    return std::count(image.pixels.begin(), image.pixels.begin() + 100L * image.width, colour);
  };
  EXPECT_GT(ink(light, 0xFF16191DU), 200);
  EXPECT_GT(ink(dark, 0xFFECEEF1U), 200);
}

TEST(Pictures, NeedNoSvgBesideThem) {
  const Folder folder;
  ASSERT_EQ(run_command({.words = {"surface", "--quiet", "--format", "png"}}, folder.path()).status,
            0);
  for (const std::string& name : folder.names("logitlab-lab")) {
    EXPECT_FALSE(name.ends_with(".svg")) << name;
  }
  EXPECT_FALSE(folder.read("logitlab-lab/contour.png").empty());
}

TEST(Pictures, AreAPartThatTheVersionNames) {
  EXPECT_EQ(version()["parts"], json::array({picture_library()}));
  EXPECT_TRUE(picture_library().starts_with("librsvg 2."));
  EXPECT_TRUE(check_formats(std::array<std::string, 3>{"svg", "png", "pdf"}));
}

#else

TEST(Pictures, AreRefusedWhereNothingDrawsThemWithWhatToInstall) {
  const Folder folder;
  for (const char* format : {"png", "pdf", "svg,png"}) {
    const Ended ended = run_command({.words = {"lab", "--format", format}}, folder.path());
    EXPECT_EQ(ended.status, 2);
    EXPECT_NE(ended.err.find("writes svg only"), std::string::npos) << ended.err;
    EXPECT_NE(ended.err.find("librsvg2-dev"), std::string::npos) << ended.err;
    EXPECT_TRUE(folder.names().empty());
  }
  EXPECT_EQ(run_command({.words = {"surface", "--quiet", "--format", "svg"}}, folder.path()).status,
            0);
}

TEST(Pictures, AreNoPartOfThisBuild) {
  EXPECT_EQ(version()["parts"], json::array());
  EXPECT_EQ(picture_library(), "");
}

#endif

}  // namespace
}  // namespace logitlab::cli
