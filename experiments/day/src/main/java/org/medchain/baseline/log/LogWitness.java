package org.medchain.baseline.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.durable.PrivateFiles;

/** A {@link WitnessProcess} that was started here, as the log sees it. */
public final class LogWitness implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CONFLICT = "409 ";

  private final ChildJvm process;
  private final NoteKey key;
  private int known;

  private LogWitness(ChildJvm process) throws IOException {
    this.process = process;
    this.key = NoteKey.parse(ask("key").split(" ", 2)[1]);
  }

  /** Starts one. A dishonest one cosigns all that the log signed. */
  public static LogWitness start(Path folder, String name, NoteKey log, boolean honest)
      throws IOException {
    PrivateFiles.createDirectory(folder);
    String own = folder.toString();
    String main = WitnessProcess.class.getName();
    List<String> options = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    List<String> words = List.of(main, own, name, log.text(), String.valueOf(honest));
    ChildJvm process = ChildJvm.start(name, folder, "errors.txt", options, words);
    try {
      return new LogWitness(process);
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** By which its cosignatures are checked. */
  public NoteKey key() {
    return key;
  }

  /** Processor time so far, in ns. */
  public long cpuNs() {
    return process.cpuNs();
  }

  /**
   * Has a checkpoint cosigned.
   *
   * @return 200 and the cosignature, or another status and the reason
   */
  public String cosign(TileLog log, SignedNote note) throws IOException {
    String answer = ask(request(log, note));
    if (answer.startsWith(CONFLICT)) {
      known = Integer.parseInt(answer.substring(CONFLICT.length()));
      answer = ask(request(log, note));
    }
    if (answer.startsWith("200 ")) {
      known = LogCheckpoint.parse(note.text()).size();
    }
    return answer;
  }

  private String request(TileLog log, SignedNote note) {
    int size = LogCheckpoint.parse(note.text()).size();
    StringBuilder request = new StringBuilder("old " + known + "\n");
    if (known <= size) {
      for (Hash each : log.consistency(known, size).path()) {
        request.append(LogCheckpoint.base64(each)).append('\n');
      }
    }
    return request + "\n" + note;
  }

  private String ask(String request) throws IOException {
    byte[] sent = Bytes.utf8(request).toArray();
    return process.request(Base64.getEncoder().encodeToString(sent), LIMIT);
  }

  @Override
  public void close() {
    process.close();
  }
}
