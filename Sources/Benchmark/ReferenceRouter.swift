import Glibc
import Hummingbird
import NIOCore

/// What `deploy/bench` holds the service's `GET /healthz` against: a Hummingbird router with that one route and nothing around it.
@main
enum ReferenceRouter {
    static func main() async throws {
        let body = ByteBuffer(string: #"{"status":"alive"}"#)
        let router = Router()
        router.get("/healthz") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                let line = "listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
                // Past the buffer of print, as the script that starts it waits for the line.
                _ = write(STDOUT_FILENO, line, line.utf8.count)
            })
        try await application.runService()
    }
}
