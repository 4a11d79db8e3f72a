import Foundation
import Postgres
import TestSupport
import Testing

@testable import AgencyService

@Suite struct CalendarSeedTests {
    private func withDirectory(_ files: [String: String], _ body: (String) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "calendars-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for (name, text) in files { try Data(text.utf8).write(to: directory.appending(path: name)) }
        try await body(directory.path(percentEncoded: false))
    }

    private func version(_ database: TestDatabase, _ name: String) async throws -> Int64 {
        try await database.value("select version from liaison.calendars where name = \(name)")
    }

    @Test func theShippedHolidaysAreLoadedOnce() async throws {
        try await withDatabase(.empty) { database in
            let directory = Checkout.file("sql/holidays")
            let added = try await CalendarSeed.load(directory: directory, into: database.superuser)
            let stored: Int64 = try await database.value("select count(*) from liaison.holidays")
            #expect(added > 600)
            #expect(stored >= Int64(added))
            let version = try await version(database, "JP")
            #expect(try await CalendarSeed.load(directory: directory, into: database.superuser) == 0)
            #expect(try await self.version(database, "JP") == version)
        }
    }

    @Test func onlyAChangeRaisesTheVersion() async throws {
        try await withDatabase(.empty) { database in
            try await withDirectory([
                "US.csv": "date,name\n2031-07-04,Independence Day\n", "XX-1.csv": "date,name\n2031-01-01,New\n",
            ]) { directory in
                let before = try await version(database, "US")
                #expect(try await CalendarSeed.load(directory: directory, into: database.superuser) == 2)
                #expect(try await version(database, "US") == before + 1)
                #expect(try await version(database, "XX-1") == 2)
                #expect(try await CalendarSeed.load(directory: directory, into: database.superuser) == 0)
                #expect(try await version(database, "US") == before + 1)
                try Data("date,name\n2031-07-04,Fourth of July\n".utf8).write(to: URL(filePath: "\(directory)/US.csv"))
                #expect(try await CalendarSeed.load(directory: directory, into: database.superuser) == 1)
                #expect(try await version(database, "US") == before + 2)
                #expect(try await version(database, "XX-1") == 2)
            }
        }
    }

    @Test func daysThatSomebodyAddedStay() async throws {
        try await withDatabase(.empty) { database in
            try await database.execute(
                "insert into liaison.holidays select id, '2026-06-01', 'Founders day' from liaison.calendars where name = 'US'"
            )
            _ = try await CalendarSeed.load(directory: Checkout.file("sql/holidays"), into: database.superuser)
            let kept: Int64 = try await database.value(
                "select count(*) from liaison.holidays where name = 'Founders day'")
            #expect(kept == 1)
        }
    }

    @Test(arguments: [
        ["US.csv": "day,name\n2026-01-01,x\n"], ["US.csv": "date,name\n2026-02-30,x\n"], ["U S.csv": "date,name\n"],
        ["US.csv": "date,name\n2026-01-01,\n"],
    ])
    func aBadFileChangesNothing(files: [String: String]) async throws {
        try await withDatabase(.empty) { database in
            var files = files
            files["IE.csv"] = "date,name\n2031-01-01,New Year\n"
            try await withDirectory(files) { directory in
                let failure = await failure(directory, database)
                #expect(failure != nil)
                let stored: Int64 = try await database.value(
                    "select count(*) from liaison.holidays where day = '2031-01-01'")
                #expect(stored == 0)
            }
        }
    }

    @Test func aMissingDirectoryIsNamed() async throws {
        try await withDatabase(.empty) { database in
            let failure = await failure("/nowhere", database)
            #expect(failure?.file == "/nowhere")
            #expect(failure?.reason == "this directory cannot be read")
        }
    }

    private func failure(_ directory: String, _ database: TestDatabase) async -> CalendarSeed.Failure? {
        do {
            _ = try await CalendarSeed.load(directory: directory, into: database.superuser)
            return nil
        } catch {
            return error as? CalendarSeed.Failure
        }
    }
}
