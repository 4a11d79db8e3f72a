import Foundation
import Synchronization

/// A program under test that was started: its output goes into files, so that nobody has to read along while it runs.
package final class LiaisonProcess: Sendable {
    /// What a program left behind.
    package struct Outcome: Sendable {
        /// The exit status; for a program that a signal ended, the signal's number, negated.
        package let status: Int32
        package let output: String
        package let errors: String

        /// The lines of standard output, without their ends.
        package var lines: [String] {
            var lines = output.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        }
    }

    /// The debug program that `swift build --build-tests` made.
    package static let program = Checkout.file(".build/debug/liaison")

    private let process: Mutex<Process>
    private let outputFile: URL
    private let errorFile: URL
    private let ended = AsyncStream<Int32>.makeStream(bufferingPolicy: .bufferingNewest(1))

    /// Starts a program with exactly this environment; its input ends at once if there is none.
    ///
    /// - Throws: `TestSupportError` if there is no such program.
    package init(
        _ arguments: [String], program: String = LiaisonProcess.program, environment: [String: String],
        directory: String, input: String? = nil
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw TestSupportError("\(program) is not built: run the tests with deploy/test")
        }
        let files = URL(filePath: directory).appending(path: "process-\(UUID().uuidString)")
        let inputFile = files.appendingPathExtension("in")
        outputFile = files.appendingPathExtension("out")
        errorFile = files.appendingPathExtension("err")
        try Data((input ?? "").utf8).write(to: inputFile)
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: directory)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        let ended = ended
        process.terminationHandler = { process in
            let status = process.terminationStatus
            ended.continuation.yield(process.terminationReason == .uncaughtSignal ? -status : status)
            ended.continuation.finish()
        }
        try Self.withAllSignals { try process.run() }
        self.process = Mutex(process)
    }

    /// Threads of the concurrency runtime block signals, and a child would inherit that and never see a SIGTERM.
    private static func withAllSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    package var isRunning: Bool { process.withLock { $0.isRunning } }

    /// The number of the process.
    package var identifier: Int32 { process.withLock { $0.processIdentifier } }

    /// Standard output so far.
    package var output: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }

    /// Standard error so far.
    package var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

    package func signal(_ number: Int32) {
        let identifier = process.withLock { $0.isRunning ? $0.processIdentifier : nil }
        if let identifier { kill(identifier, number) }
    }

    /// Waits for the end, once; kills the program if it takes longer than the deadline.
    ///
    /// - Throws: `TestSupportError` with what the program wrote, after it was killed.
    package func outcome(within deadline: Duration = .seconds(60)) async throws -> Outcome {
        let killer = Task {
            try await Task.sleep(for: deadline)
            signal(SIGKILL)
            return true
        }
        var status: Int32 = 0
        for await end in ended.stream { status = end }
        killer.cancel()
        if case .success(true) = await killer.result {
            throw TestSupportError("still running after \(deadline); it wrote:\n\(output)\n\(errors)")
        }
        return Outcome(status: status, output: output, errors: errors)
    }
}
