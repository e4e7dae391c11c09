package org.medchain.cluster.lifetime;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.launcher.Tools;

/** Words before a command that let it outlive the terminal and the group of this process. */
public final class OwnSession {
  private OwnSession() {}

  /** A session of its own where there is {@code setsid}, else deaf to the terminal's end. */
  public static List<String> wrapper() {
    Stream<String> session =
        Tools.find("setsid").or(() -> Tools.find("nohup")).map(Path::toString).stream();
    return Stream.concat(session, umask()).toList();
  }

  /** So that all that the process makes is its owner's alone, libraries included (OPS-22). */
  private static Stream<String> umask() {
    return Tools.find("sh").stream()
        .flatMap(shell -> Stream.of(shell.toString(), "-c", "umask 077; exec \"$@\"", "sh"));
  }
}
