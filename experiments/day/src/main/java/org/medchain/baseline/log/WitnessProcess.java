package org.medchain.baseline.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MerkleTree;
import org.medchain.node.durable.DurableFile;

/**
 * A witness of one log, as a process: it cosigns a checkpoint only if it is consistent with the one
 * that it cosigned last, which is durable before the signature leaves (BASE-8). Requests and
 * statuses are those of C2SP tlog-witness; they come over a pipe instead of HTTP.
 */
public final class WitnessProcess {
  private final Path last;
  private final NoteKey log;
  private final NoteSigner own;
  private final boolean honest;

  WitnessProcess(Path folder, NoteKey log, String name, boolean honest) throws IOException {
    this.last = folder.resolve("last");
    this.log = log;
    this.own = NoteSigner.at(folder.resolve("key"), name, NoteKey.COSIGNATURE_V1);
    this.honest = honest;
  }

  /**
   * The process: says its key, then answers requests, each a line in base 64.
   *
   * @param args its folder, its name, the log's key, and whether it checks what it signs
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BlockingQueue<String> requests = OwnerWatch.requests();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    NoteKey log = NoteKey.parse(args[2]);
    WitnessProcess witness =
        new WitnessProcess(Path.of(args[0]), log, args[1], Boolean.parseBoolean(args[3]));
    while (true) {
      Bytes asked = SignedNote.fromBase64(requests.take());
      String text = new String(asked.toArray(), StandardCharsets.UTF_8);
      out.println(witness.answer(text, System.currentTimeMillis() / 1000));
    }
  }

  /**
   * Judges a request: the size that the log thinks is known, a proof from it, and the checkpoint.
   * Anything else is answered with the witness's key.
   *
   * @return status and body
   */
  String answer(String request, long atS) throws IOException {
    if (!request.startsWith("old ")) {
      return "400 " + own.key().text();
    }
    try {
      int end = request.indexOf("\n\n") + 2;
      String[] head = request.substring(0, Math.max(end - 2, 0)).split("\n", -1);
      SignedNote note = SignedNote.parse(request.substring(end));
      LogCheckpoint next = LogCheckpoint.parse(note.text());
      if (!next.origin().equals(log.name()) || !note.signedBy(log)) {
        return "403 not a checkpoint of " + log.name();
      }
      List<Hash> path = Arrays.stream(head).skip(1).map(LogCheckpoint::hash).toList();
      String refusal = honest ? refusal(Integer.parseInt(head[0].substring(4)), path, next) : "";
      if (!refusal.isEmpty()) {
        return refusal;
      }
      DurableFile.write(last, next.text());
      return "200 " + own.line(next.text(), atS);
    } catch (MalformedInput | NumberFormatException e) {
      return "400 " + e.getMessage();
    }
  }

  private String refusal(int old, List<Hash> path, LogCheckpoint next) throws IOException {
    LogCheckpoint none = new LogCheckpoint(log.name(), 0, MerkleTree.EMPTY_ROOT);
    LogCheckpoint known = Files.exists(last) ? LogCheckpoint.parse(Files.readString(last)) : none;
    if (old > next.size()) {
      return "400 the old size is larger than the new one";
    }
    if (old != known.size() || (old == next.size() && !known.root().equals(next.root()))) {
      return "409 " + known.size();
    }
    boolean consistent =
        new ConsistencyProof(old, next.size(), path).proves(known.root(), next.root());
    return consistent ? "" : "422 inconsistent with " + known.size();
  }
}
