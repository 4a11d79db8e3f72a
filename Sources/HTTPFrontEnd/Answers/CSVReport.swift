import AgencyService
import HTTPTypes
import Hummingbird

/// A report as a table, sent page by page while it is read.
struct CSVReport: Sendable {
    let operation: AnyOperation
    let table: CSVTable
    let service: any WebService

    /// The whole report, or one page with a link to the next where the request has a `limit`.
    ///
    /// - Throws: the problem of the first page; one of a later page breaks the connection, so that nobody takes a part
    ///   for the whole.
    func response(to request: OperationRequest, _ context: WebContext) async throws -> Response {
        var request = request
        let isWhole = request.input["limit"] == nil
        if isWhole { request.input["limit"] = .integer(Paging.largest) }
        let first = try await page(request)
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8; header=present",
            .contentDisposition: "attachment; filename=\"\(table.name).csv\"",
        ]
        let table = table.fitting(first.keys)
        let beginning = table.header + first.items.map(table.row).joined()
        guard isWhole, first.next != nil else {
            return Response(
                status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: beginning)))
        }
        let asked = request
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: beginning))
                var next = first.next
                while let cursor = next {
                    var request = asked
                    request.input["cursor"] = .string(cursor)
                    let page = try await page(request)
                    try await writer.write(ByteBuffer(string: page.items.map(table.row).joined()))
                    guard page.next != cursor else { break }
                    next = page.next
                }
                try await writer.finish(nil)
            })
    }

    private func page(_ request: OperationRequest) async throws -> (
        items: [JSONValue], keys: [String], next: String?
    ) {
        let answer = try await service.respond(to: operation, request)
        guard let list = try? JSONReader.value(answer.body) else {
            throw UnreadableAnswer(operation: operation.name)
        }
        return (list["items"]?.array ?? [], AnswerText.keysOfFirstItem(in: answer.body), list["next"]?.string)
    }
}

/// The service answered a report with what is no JSON: a fault of ours.
struct UnreadableAnswer: Error {
    var operation: String
}
