-- One line for the script that started wrk: requests, microseconds, failures, median and 99th percentile in microseconds.
done = function(summary, latency, _)
    local e = summary.errors
    io.write(string.format("RESULT %d %d %d %.0f %.0f\n", summary.requests, summary.duration,
        e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
end
