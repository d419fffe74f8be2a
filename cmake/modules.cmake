# The modules of the library, each after what it may include, and the one table that says so. The build links by
# it and tests/house/check_includes.cmake fails on any other #include, so that it stands nowhere else.

set(LOGITLAB_ALL_MODULES base data loss compute objective solver landscape stats model lab io figure page)

# The engine: what goes into the page and must be the same, bit for bit, everywhere. No exceptions, no RTTI.
set(LOGITLAB_ENGINE_MODULES base data loss compute objective solver landscape stats lab figure)

# Where the loops over rows, steps and grid points are.
set(LOGITLAB_LOOP_MODULES base data loss compute objective solver landscape)

set(LOGITLAB_base_MAY_INCLUDE)
set(LOGITLAB_data_MAY_INCLUDE base)
set(LOGITLAB_loss_MAY_INCLUDE base)
set(LOGITLAB_compute_MAY_INCLUDE base loss)
set(LOGITLAB_objective_MAY_INCLUDE base data loss compute)
set(LOGITLAB_solver_MAY_INCLUDE base data objective)
set(LOGITLAB_landscape_MAY_INCLUDE base data loss compute objective)
set(LOGITLAB_stats_MAY_INCLUDE base data loss compute objective solver)
set(LOGITLAB_model_MAY_INCLUDE base data loss compute objective solver stats)
set(LOGITLAB_lab_MAY_INCLUDE base data loss objective solver landscape stats)
set(LOGITLAB_io_MAY_INCLUDE base data solver landscape stats model lab)
set(LOGITLAB_figure_MAY_INCLUDE base data loss objective solver landscape stats model lab)
set(LOGITLAB_page_MAY_INCLUDE base figure io lab model)

# The map of starts trains from every start: these files alone of landscape may use a solver.
set(LOGITLAB_landscape_EXTRA solver)
set(LOGITLAB_landscape_EXTRA_FILES "^basin_map")
