import Agency
import Postgres

enum BatchOperations {
    static let all = [AnyOperation(bonuses), AnyOperation(fees), AnyOperation(show)]

    static let bonuses = Operation<NoInput, Batch>(
        "bonus.export", "Make a batch of the bonuses that are payable and in no batch yet", route: .post("/bonuses/batches"),
        roles: [.coordinator], rules: ["M8"], problems: [.conflict]
    ) { _, call in
        try await call.makeBatch(.bonus)
    }

    static let fees = Operation<NoInput, Batch>(
        "fee.export", "Make a batch of the fees that are owed, were not invoiced and are in no batch yet", route: .post("/fees/batches"),
        roles: [.coordinator], rules: ["M8"], problems: [.conflict]
    ) { _, call in
        try await call.makeBatch(.fee)
    }

    struct Show: Codable, Sendable { var id: Int64 }

    static let show = Operation<Show, Batch>(
        "batch.show", "Show a batch again as it was made", route: .get("/batches/{id}/items"), roles: [.coordinator], rules: ["M8"]
    ) { input, call in
        try await call.batch(input.id)
    }
    .exported { input, call in
        let batch = try await call.batch(input.id)
        return Export(batch.items)
    }
}

extension Call {
    private struct Made: Decodable { var id: Int64 }

    private struct Head: Decodable {
        var id: Int64
        var kind: BatchKind
        var madeOn: CivilDate
    }

    fileprivate func makeBatch(_ kind: BatchKind) async throws -> Batch {
        let made: Made = try await one("batch", "select liaison.make_batch(\(kind)) as id")
        return try await batch(made.id)
    }

    fileprivate func batch(_ id: Int64) async throws -> Batch {
        let results = try await pipeline([
            "select id, kind, made_on from liaison.batches where id = \(id)",
            "\(BatchLine.select) where i.batch_id = \(id) order by i.id",
        ])
        guard let head = try results[0].decode(Head.self).first else { throw Problem.notFound("batch") }
        return Batch(id: head.id, kind: head.kind, madeOn: head.madeOn, items: try results[1].decode(BatchLine.self), next: nil)
    }
}
