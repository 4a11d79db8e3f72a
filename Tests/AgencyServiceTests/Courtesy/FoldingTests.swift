import Agency
import Postgres
import TestSupport
import Testing

/// T10: the service and the database fold notes each for themselves, and mean the same by identical.
@Suite struct FoldingTests {
    @Test func `both find the same notes identical`() async throws {
        let notes = [
            "Thank you, Clara!", "thank   you", "THANK-YOU Anna", "Thank you all", "thank\nyou.", "Merci à vous", "MERCI À VOUS",
            "Merci a vous", "Straße", "STRASSE", "ありがとうございます", "ありがとうございました", "🙏", "...", "Clara", "Thank you 1",
            "Thank you 2", "cafe\u{301}", "caf\u{E9}", "thanks", "thank you, claras",
        ]
        let names = ["Clara Dean", "Anna Brook", "O'Neil"]
        let tailored = notes.map { Tailoring($0, names: names) }
        try await withDatabase(.empty) { database in
            let folded = try await database.query(
                """
                select liaison_private.folded_note(n.message, \(names)) from unnest(\(notes)::text[]) with ordinality n (message, place)
                 order by n.place
                """
            ).rows.map { try $0.get(0) as String }
            for left in notes.indices {
                for right in notes.indices {
                    let isIdentical = tailored[left].likeness(to: tailored[right]) == .identical
                    #expect(isIdentical == (folded[left] == folded[right]), "\(notes[left]) | \(notes[right])")
                }
            }
        }
    }
}
