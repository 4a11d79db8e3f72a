import TestSupport
import Testing

/// What other programs get when they read the output.
@Suite struct PipeTests {
    @Test func linesOfTabSeparatedCells() async throws {
        try await installed { installation in
            let list = try await installation.run("candidate", "list", as: Cast.ruth)
            #expect(list.status == 0)
            #expect(list.lines.count == Cast.candidates.count)
            #expect(list.lines.allSatisfy { $0.contains("\t") })
            #expect(Cast.candidates.allSatisfy { list.output.contains($0.name) })
            #expect(!list.output.contains("\u{1B}["))
        }
    }

    @Test func readerThatGoesAway() async throws {
        try await installed { installation in
            let head = try await installation.shell(
                "set -o pipefail; liaison candidate list --format csv | head -1; echo ${PIPESTATUS[0]}", as: Cast.ruth)
            #expect(head.errors.isEmpty)
            // 0 if everything was written before the reader went, 141 (SIGPIPE) if not; never a message.
            #expect(head.lines.count == 2)
            #expect(["0", "141"].contains(head.lines.last ?? ""))
        }
    }

    @Test func planOfEveryVector() async throws {
        try await LiaisonInstallation.with(nil) { installation in
            let vectors = try Checkout.text("Tests/AgencyTests/Vectors/etiquette.ndjson")
            let plans = try await installation.run("etiquette", "plan", input: vectors)
            #expect(plans.status == 0)
            #expect(plans.lines.count == vectors.split(separator: "\n").count)
        }
    }
}
