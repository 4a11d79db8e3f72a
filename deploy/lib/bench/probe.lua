-- GET /healthz.
dofile(os.getenv("BENCH_LIBRARY") .. "/report.lua")
wrk.path = "/healthz"
