import Agency
import Foundation
import Postgres

/// The public holidays that come with the service.
package enum CalendarSeed {
    /// A file of holidays that cannot be read.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package var file: String
        package var reason: String

        package var description: String { "\(file): \(reason)" }
    }

    /// Brings every `NAME.csv` of a directory into the calendar NAME; days that somebody added to it stay.
    ///
    /// - Parameter database: connects as somebody who may act as `liaison_owner`.
    /// - Returns: how many holidays were added or renamed; a second run gives 0.
    /// - Throws: `Failure`, `PostgresError`.
    package static func load(directory: String, into database: PostgresPool) async throws -> Int {
        let calendars = try read(directory)
        guard !calendars.isEmpty else { return 0 }
        return try await database.transaction(opening: ["set local role liaison_owner"]) { transaction, _ in
            let results = try await transaction.pipeline([name(calendars)] + calendars.map(upsert))
            return try results.dropFirst().reduce(0) { total, result in total + Int(try result.scalar(as: Int64.self)) }
        }
    }

    private struct Source {
        var name: CalendarName
        var holidays: [Holiday]
    }

    private static func read(_ directory: String) throws -> [Source] {
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".csv") }
                .sorted()
        } catch {
            throw Failure(file: directory, reason: "this directory cannot be read")
        }
        return try files.map { file in
            guard let name = CalendarName(String(file.dropLast(4))), name.value.utf8.count <= 40 else {
                throw Failure(file: file, reason: "the name \(CalendarName.requirement)")
            }
            guard let bytes = FileManager.default.contents(atPath: "\(directory)/\(file)"),
                let text = String(validating: bytes, as: UTF8.self)
            else { throw Failure(file: file, reason: "this is no UTF-8 text that can be read") }
            let parsed = HolidayFile.parse(csv: text)
            if let problem = parsed.problems.first { throw Failure(file: file, reason: problem.description) }
            return Source(name: name, holidays: parsed.holidays)
        }
    }

    private static func name(_ calendars: [Source]) -> SQL {
        """
        insert into liaison.calendars (name) select n from unnest(\(calendars.map(\.name.value))) n
        on conflict on constraint calendars_name_key do nothing
        """
    }

    /// The version rises only with a change, because every service that sees it rise reads the calendar again.
    private static func upsert(_ calendar: Source) -> SQL {
        """
        with known as (
            select c.id from liaison.calendars c where c.name = \(calendar.name)
        ), changed as (
            insert into liaison.holidays as h (calendar_id, day, name)
            select k.id, d.day::date, d.name
              from known k
             cross join unnest(\(calendar.holidays.map(\.date.description)), \(calendar.holidays.map(\.name))) d (day, name)
            on conflict on constraint holidays_pkey do update set name = excluded.name where h.name <> excluded.name
            returning day
        ), versioned as (
            update liaison.calendars c
               set version = c.version + 1,
                   source = case c.source when 'weekends only' then 'holidays that come with the service' else c.source end
              from known k
             where c.id = k.id and exists (select from changed)
        )
        select count(*) from changed
        """
    }
}
