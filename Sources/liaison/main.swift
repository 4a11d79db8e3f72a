import CommandLine
import Glibc

exit(await Program.ofThisProcess().run())
