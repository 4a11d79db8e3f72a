import Agency
import AgencyService
import HTTPTypes
import Hummingbird

/// A report as a table, sent while it is read.
struct CSVReport: Sendable {
    let operation: AnyOperation
    /// The table's name, for the file that a browser saves.
    let name: String
    let service: any WebService
    /// How long a reader may take; see `AwaitedReader`.
    let deadline: Duration

    /// The whole report, or as many lines as the request has for a `limit`.
    ///
    /// - Throws: the problem of the first lines; one of later lines breaks the connection, so that nobody takes a part for the
    ///   whole.
    func response(to request: OperationRequest, _ context: WebContext, isHead: Bool) async throws -> Response {
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8; header=present",
            .contentDisposition: "attachment; filename=\"\(name).csv\"",
        ]
        let table = try await service.export(operation, request)
        var beginning = CSVLines()
        beginning.line(table.columns)
        let goesOn: Bool
        do {
            goesOn = try await table.next(&beginning)
        } catch {
            await table.close()
            throw error
        }
        guard goesOn, !isHead else {
            await table.close()
            let body = ByteBuffer(bytes: beginning.bytes)
            return Response(
                status: .ok, headers: headers, body: goesOn ? ResponseBody { try await $0.finish(nil) } : ResponseBody(byteBuffer: body))
        }
        let first = ByteBuffer(bytes: beginning.bytes)
        let deadline = deadline
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                var reader = AwaitedReader(channel: context.channel, deadline: deadline, logger: context.namedLogger)
                do {
                    var piece: ByteBuffer? = first
                    while let bytes = piece {
                        try await reader.send(bytes, by: &writer)
                        piece = try await Self.piece(of: table)
                    }
                } catch {
                    await table.close()
                    throw error
                }
                try await writer.finish(nil)
            })
    }

    /// Some more lines, made off the connection's event loop, which serves others, too.
    private static func piece(of table: any TableStream) async throws -> ByteBuffer? {
        try await withTaskExecutorPreference(globalConcurrentExecutor) {
            var lines = CSVLines()
            _ = try await table.next(&lines)
            return lines.bytes.isEmpty ? nil : ByteBuffer(bytes: lines.bytes)
        }
    }
}
