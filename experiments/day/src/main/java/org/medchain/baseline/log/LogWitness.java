package org.medchain.baseline.log;

import static java.util.stream.Collectors.joining;

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
    if (answer.startsWith("409 ")) {
      known = Integer.parseInt(answer.substring(4));
      answer = ask(request(log, note));
    }
    if (answer.startsWith("200 ")) {
      known = LogCheckpoint.parse(note.text()).size();
    }
    return answer;
  }

  private String request(TileLog log, SignedNote note) {
    int size = LogCheckpoint.parse(note.text()).size();
    List<Hash> path = known <= size ? log.consistency(known, size).path() : List.of();
    String proof = path.stream().map(it -> LogCheckpoint.base64(it) + "\n").collect(joining());
    return "old " + known + "\n" + proof + "\n" + note;
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
