import AgencyService
import TestSupport
import Testing

/// A referral bonus from the programme to its payment, as people would do it (M1 to M4, R6).
@Suite struct BonusAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                @discardableResult
                func run(_ command: String, as person: Cast.Person = Cast.ruth, expect status: Int32 = 0) async throws -> LiaisonProcess.Outcome {
                    let outcome = try await installation.shell("liaison \(command)", as: person, input: nil)
                    #expect(outcome.status == status, "\(command): \(outcome.errors)")
                    return outcome
                }
                func id(_ command: String, as person: Cast.Person = Cast.ruth) async throws -> Int64 {
                    let outcome = try await run("\(command) --json", as: person)
                    return try #require(try JSONReader.value(Array(outcome.output.utf8))["id"]?.integer)
                }
                let programme = try await id(
                    "programme add Spring --amount 50000 --currency gbp --instalment 5000:0 --instalment 5000:90 --starts-on 2026-01-01",
                    as: Cast.cora)
                let nomination = try await id(
                    "referral nominate \(programme) --candidate-name 'Bea Lund' --candidate-email bea@x.test", as: Cast.rafe)
                let before = try await run("bonus list", as: Cast.rafe).output
                let candidate = try await id("candidate add 'Bea Lund' --email bea@x.test")
                try await run("referral confirm \(nomination)")
                let submission = try await id(
                    "submission add --candidate \(candidate) --vacancy 12 --channel referral --nomination \(nomination)")
                try await run("submission send \(submission)")
                #expect(try await run("bonus list", as: Cast.rafe).output == before)
                try await run("placement start \(submission) --start-on 2026-03-04")
                let due = try await run("bonus list", as: Cast.rafe).output
                #expect(due.contains("\tpayable\t") && due.split(separator: "\n").count == 1)
                let bonus = try #require(due.split(separator: "\t").first)
                #expect(try await run("report bonus-liability", as: Cast.cora).output.split(separator: "\n").count == 2)
                let batch = try await run("bonus export --format csv", as: Cast.cora)
                #expect(batch.output.contains("Rafe Hill") && batch.output.contains(",25000,GBP,250.00"))
                #expect(batch.errors.contains("--batch 1"))
                #expect(try await run("bonus export --batch 1 --format csv", as: Cast.cora).output == batch.output)
                try await run("bonus export", as: Cast.cora, expect: 6)
                try await run("fee export", expect: 4)
                try await run("bonus pay \(bonus) --reference PAYROLL-3", expect: 4)
                try await run("bonus pay \(bonus) --reference PAYROLL-3", as: Cast.cora)
                let again = try await run("bonus pay \(bonus) --reference PAYROLL-4", as: Cast.cora, expect: 6)
                #expect(again.errors.contains("paid before"))
                #expect(try await run("bonus list", as: Cast.rafe).output.contains("\tpaid\t"))
                try await run("bonus reverse \(bonus) --reason 'Wrong account.'", as: Cast.cora)
                try await run("bonus pay \(bonus) --reference PAYROLL-5", as: Cast.cora)
                let pending = try await run("bonus list --state pending", as: Cast.cora).output
                try await run("bonus pay \(try #require(pending.split(separator: "\t").first)) --reference X", as: Cast.cora, expect: 6)
                try await run("bonus pay 9999 --reference X", as: Cast.cora, expect: 5)
                try await run("programme close \(programme)", as: Cast.cora)
                #expect(try await run("ledger balance", as: Cast.cora).output.contains("bonus_liability"))
            }
        }
    }
}
