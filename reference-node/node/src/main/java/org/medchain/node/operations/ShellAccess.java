package org.medchain.node.operations;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.medchain.node.durable.DurableFile;

/**
 * The address of a node's shell, and the token that a request to it shows (OPS-24). Both are in a
 * file of the shell's folder that only its owner may read: those who may read the node's keys may
 * use its shell, and no other user of the machine.
 *
 * @param address without a path
 * @param token of this start
 */
public record ShellAccess(URI address, String token) {
  /** In the shell's folder: address and token, in a line each. */
  public static final String FILE = "shell.access";

  private static final int LINES = 2;

  /**
   * Of the running node with this data folder.
   *
   * @throws IOException if it has no shell, or its file may not be read
   */
  public static ShellAccess read(Path data) throws IOException {
    Path file = data.resolve("shell").resolve(FILE);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there: no shell runs beside this node", e);
    }
    if (lines.size() != LINES || !lines.get(0).matches("http://127\\.0\\.0\\.1:\\d{1,5}")) {
      throw new IOException(file + ": is not an address and a token");
    }
    return new ShellAccess(URI.create(lines.get(0)), lines.get(1));
  }

  /** Writes it into the shell's folder. */
  public void write(Path folder) throws IOException {
    DurableFile.write(folder.resolve(FILE), address + "\n" + token + "\n");
  }

  /** The value of a request's header {@code Authorization}. */
  public String authorization() {
    return "Bearer " + token;
  }

  /** The address that a person opens in a browser (OPS-25). */
  public URI startUrl() {
    return address.resolve("/?token=" + token);
  }

  /** Without the token, since what is printed gets into logs. */
  @Override
  public String toString() {
    return "ShellAccess[" + address + "]";
  }
}
