import ArgumentParser
import Testing

@testable import CommandLine

struct DemoLoadTests {
    private func status(_ line: String) -> Int32? {
        do {
            _ = try Liaison.parseAsRoot(CommandLines.words(line))
            return nil
        } catch {
            return Liaison.exitCode(for: error).rawValue
        }
    }

    @Test(arguments: [
        "demo load", "demo load --if-empty", "demo load --scale 1", "demo load --scale 10000 --seed 18446744073709551615 --overdue 0 --sessions 0",
        "demo load --if-empty --scale 1 --overdue 2400 --sessions 1000",
    ])
    func itIsTaken(line: String) { #expect(status(line) == nil) }

    /// Before anything is asked of a database.
    @Test(arguments: [
        "demo load --scale 0", "demo load --scale -1", "demo load --scale many", "demo load --seed 1", "demo load --overdue 5",
        "demo load --sessions 5",
        "demo load --scale 1 --overdue 2401", "demo load --scale 1 --sessions 1001", "demo load --scale 1 --seed -1", "demo load --scale 10001",
    ])
    func itIsAMistake(line: String) { #expect(status(line) == ExitCode.validationFailure.rawValue) }
}
