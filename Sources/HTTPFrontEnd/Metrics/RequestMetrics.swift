import Synchronization

/// Counts requests and how long they took, by operation and class of status.
final class RequestMetrics: Sendable {
    /// Upper bounds of the histogram's buckets in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Key: Hashable {
        var operation: String
        var statusClass: Int
    }

    private struct Histogram {
        var buckets = [Int](repeating: 0, count: RequestMetrics.bounds.count + 1)
        var sum = 0.0
    }

    private let histograms = Mutex<[Key: Histogram]>([:])

    func record(operation: String, status: Int, duration: Duration) {
        let seconds = duration.inSeconds
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        histograms.withLock { histograms in
            let key = Key(operation: operation, statusClass: status / 100)
            histograms[key, default: Histogram()].buckets[bucket] += 1
            histograms[key, default: Histogram()].sum += seconds
        }
    }

    func write(to text: inout PrometheusText) {
        let readings = histograms.withLock { $0 }.map { key, histogram in
            (labels: [("operation", key.operation), ("status", "\(key.statusClass)xx")], histogram)
        }.sorted { $0.labels.map(\.1).lexicographicallyPrecedes($1.labels.map(\.1)) }

        text.metric("liaison_http_requests_total", "counter", "Requests answered.")
        for (labels, histogram) in readings {
            text.sample("liaison_http_requests_total", labels, Double(histogram.buckets.reduce(0, +)))
        }
        text.metric("liaison_http_request_duration_seconds", "histogram", "Time to answer a request.")
        for (labels, histogram) in readings {
            var count = 0
            for (bound, bucket) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], histogram.buckets) {
                count += bucket
                text.sample("liaison_http_request_duration_seconds_bucket", labels + [("le", bound)], Double(count))
            }
            text.sample("liaison_http_request_duration_seconds_sum", labels, histogram.sum)
            text.sample("liaison_http_request_duration_seconds_count", labels, Double(count))
        }
    }
}
