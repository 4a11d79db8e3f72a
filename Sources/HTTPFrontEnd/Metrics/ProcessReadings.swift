import Foundation

/// What the operating system says of this process (Linux: /proc; elsewhere nothing).
struct ProcessReadings: Sendable {
    /// Seconds since 1970 at which the service started.
    let startTime = Date().timeIntervalSince1970

    func write(to text: inout PrometheusText) {
        text.metric("process_start_time_seconds", "gauge", "When the process started, in seconds since 1970.")
        text.sample("process_start_time_seconds", startTime)
        if let resident {
            text.metric("process_resident_memory_bytes", "gauge", "Memory in use.")
            text.sample("process_resident_memory_bytes", Double(resident))
        }
        if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            text.metric("process_open_fds", "gauge", "Open file descriptors.")
            text.sample("process_open_fds", Double(descriptors))
        }
    }

    private var resident: Int? {
        // The second number of statm is resident pages.
        guard let fields = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " "),
            fields.count > 1, let pages = Int(fields[1])
        else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
