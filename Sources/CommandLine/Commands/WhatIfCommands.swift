import Agency
import AgencyService
import ArgumentParser
import Foundation

struct EtiquetteCommands: NounCommand {
    static let noun = "etiquette"
    static let about = "What the etiquette calendar would say."
    static let verbs: [any VerbCommand.Type] = [Plan.self]

    /// The worked windows of T1-T9 for made-up interviews.
    struct Plan: VerbCommand {
        static let verb = "plan"
        static let about = "Read scenarios as NDJSON, write plans as NDJSON; needs no database."
        static let examples = [
            "liaison etiquette plan < scenarios.ndjson", "liaison etiquette plan --policy answer_days=10 < scenarios.ndjson",
        ]

        @Option(help: "Plan with another number, NAME=VALUE; may be given again.") var policy: [PolicyProposal] = []

        func run(in context: CommandContext) async throws {
            let policy = try changed()
            var folder = HolidayFolder(path: try context.installation.sqlDirectory + "/holidays")
            try LineByLine(context: context).answer { EtiquettePlan.answer(line: $0, policy: policy) { folder.calendar(named: $0) } }
        }

        /// The rulebook's policy with the numbers that were given.
        ///
        /// - Throws: `Failure` for numbers that cannot be.
        func changed() throws -> EtiquettePolicy {
            do {
                return try EtiquettePolicy.standard.applying(try ProposedNumbers(policy)?.numbers ?? [:])
            } catch let problem as PolicyProblem {
                throw Failure(message: "\(problem).", status: .usage)
            }
        }
    }
}

/// The holiday calendars of the sql folder, each read once when it is first asked for.
struct HolidayFolder {
    let path: String
    private var known: [String: HolidayCalendar?] = [:]

    init(path: String) { self.path = path }

    mutating func calendar(named name: String) -> HolidayCalendar? {
        // A name is checked before it becomes part of a path.
        guard let name = CalendarName(name)?.value else { return nil }
        if let calendar = known[name] { return calendar }
        let text = FileManager.default.contents(atPath: "\(path)/\(name).csv").map {
            String(decoding: $0, as: UTF8.self)
        }
        let calendar = text.map { HolidayFile.parse(csv: $0).calendar(named: name) }
        known[name] = .some(calendar)
        return calendar
    }
}

/// Answers standard input line by line on standard output; a bad line gets an error with its number, and the next one its answer.
struct LineByLine {
    let context: CommandContext
    var descriptor = STDIN_FILENO

    /// - Throws: `Failure` with exit code 65 at the end if a line was bad.
    func answer(_ answer: (String) -> Result<String, LineProblem>) throws {
        var lines = LineReader(descriptor: descriptor)
        var number = 0
        var bad = 0
        while let line = try lines.next() {
            number += 1
            guard case .line(let bytes) = line else {
                context.terminal.tell("liaison: line \(number): longer than \(LineReader.limit >> 20) MiB")
                bad += 1
                continue
            }
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                context.terminal.tell("liaison: line \(number): not UTF-8 text")
                bad += 1
                continue
            }
            switch answer(text) {
            case .success(let result): try context.terminal.write(result + "\n")
            case .failure(let problem):
                context.terminal.tell("liaison: line \(number): \(problem.reason.singleLine)")
                bad += 1
            }
        }
        if bad > 0 {
            throw Failure.badData("\(bad) of \(number) lines could not be answered.")
        }
    }
}
