import Foundation
import Synchronization

/// A progress bar on standard error for what takes longer than a second; nothing where that is no terminal.
final class ProgressBar: Sendable {
    private struct State {
        var done = 0
        var total: Int?
        var isDrawn = false
        var isFinished = false
    }

    private let label: String
    private let terminal: Terminal
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    private init(_ label: String, on terminal: Terminal) {
        self.label = label
        self.terminal = terminal
    }

    /// Runs work under a bar; the work may say how far it is.
    static func during<Result: Sendable>(
        _ label: String, on terminal: Terminal, _ work: (ProgressBar) async throws -> Result
    ) async throws -> Result {
        let progress = ProgressBar(label, on: terminal)
        guard terminal.errorIsTerminal else { return try await work(progress) }
        let drawing = Task {
            try await Task.sleep(for: .seconds(1))
            while !Task.isCancelled {
                progress.draw()
                try await Task.sleep(for: .milliseconds(120))
            }
        }
        defer {
            drawing.cancel()
            progress.finish()
        }
        return try await work(progress)
    }

    /// Notes how far the work is.
    func advance(to done: Int, of total: Int?) {
        state.withLock {
            $0.done = done
            $0.total = total
        }
    }

    private func draw() {
        let elapsed = (ContinuousClock.now - started).components.seconds
        state.withLock { state in
            guard !state.isFinished else { return }
            state.isDrawn = true
            let line = Self.line(label, done: state.done, total: state.total, seconds: elapsed, width: terminal.width)
            try? terminal.errors.write(Array("\r\(line)\u{1B}[K".utf8))
        }
    }

    private func finish() {
        state.withLock { state in
            state.isFinished = true
            if state.isDrawn { try? terminal.errors.write(Array("\r\u{1B}[K".utf8)) }
        }
    }

    /// One state of the bar.
    static func line(_ label: String, done: Int, total: Int?, seconds: Int64, width: Int) -> String {
        guard let total, total > 0 else { return DisplayWidth.fitted("\(label)  \(seconds) s", to: width - 1) }
        let cells = 24
        let full = min(cells, done * cells / total)
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
        return DisplayWidth.fitted("\(label)  \(bar)  \(done)/\(total)  \(seconds) s", to: width - 1)
    }
}
