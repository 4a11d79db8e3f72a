import AgencyService
import Postgres
import TestSupport
import Testing

/// Changes that the database refuses for reasons that are not the caller's.
@Suite struct RepeatingTests {
    private func add(_ number: Int, _ service: AgencyService) async throws -> JSONValue {
        try await service.call(
            "candidate.add", as: Cast.ruth, ["name": "Nora New", "email": .string("nora\(number)@people.example"), "phone": "+44 20 7946 0000"])
    }

    @Test func `a plan that a migration made stale is made anew, and nobody notices`() async throws {
        try await withDatabase { database in
            let service = try database.service(connections: 2)
            for number in 1...4 { _ = try await add(number, service) }
            try await database.execute("alter table liaison.candidates alter column phone type varchar(100)")
            let answer = try await add(5, service)
            #expect(answer["phone"] == "+44 20 7946 0000")
            let count: Int64 = try await database.value("select count(*) from liaison.candidates where email like 'nora%@people.example'")
            #expect(count == 5)
        }
    }

    @Test func `what fails again and again has one deadline for all attempts`() async throws {
        try await withDatabase { database in
            try await database.execute(
                """
                create sequence public.attempts;
                grant usage on sequence public.attempts to public;
                create function public.fail_late() returns trigger language plpgsql as $$
                begin
                    perform nextval('public.attempts'), pg_sleep(1.5);
                    raise exception using errcode = '40001';
                end $$;
                create trigger fail_late before insert on liaison.candidates for each row execute function public.fail_late();
                """)
            let service = try AgencyService(
                ServiceConfiguration(databaseURL: database.url, clock: ServiceClock(), statementDeadline: .seconds(2)),
                logger: TestCluster.quietLogger)
            database.atEnd { await service.close() }
            let problem = await #expect(throws: Problem.self) { try await add(1, service) }
            #expect(problem?.name == .busy)
            let attempts: Int64 = try await database.value("select last_value from public.attempts")
            #expect(attempts < 3)
        }
    }
}
