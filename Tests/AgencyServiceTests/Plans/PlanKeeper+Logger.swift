import Logging

extension PlanKeeper {
    /// A logger for a service whose connections have auto_explain speak up.
    var logger: Logger { Logger(label: "plans") { _ in Handler(keeper: self) } }

    /// So that every statement is explained with its row counts, and what functions run beneath it as well.
    static let settings = [
        "session_preload_libraries": "auto_explain", "auto_explain.log_min_duration": "0",
        "auto_explain.log_analyze": "on", "auto_explain.log_timing": "off", "auto_explain.log_buffers": "on",
        "auto_explain.log_format": "json", "auto_explain.log_level": "notice", "auto_explain.log_nested_statements": "on",
    ]

    private struct Handler: LogHandler {
        let keeper: PlanKeeper
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { keeper.take(event.message.description) }
    }
}
