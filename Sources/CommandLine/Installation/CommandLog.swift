import Foundation
import Logging

/// The log of commands that work on the database themselves: `liaison.log` under home, or standard error with `--debug`.
///
/// A refusal that names a reference is found there again.
struct CommandLog: LogHandler {
    let path: String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    static func logger(home: String, wantsDetails: Bool) -> Logger {
        Logger(label: "liaison") { label in
            let file: any LogHandler = CommandLog(path: home + "/liaison.log")
            return wantsDetails ? StreamLogHandler.standardError(label: label) : file
        }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }.joined()
        let time = Date().formatted(.iso8601)
        let line = "\(time) \(event.level.rawValue) \(event.message)\(facts)".singleLine + "\n"
        // One write of one line: commands that run at the same time do not mix theirs. Without a home there is no log.
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        try? DescriptorSink(descriptor: descriptor).write(Array(line.utf8))
        close(descriptor)
    }
}
