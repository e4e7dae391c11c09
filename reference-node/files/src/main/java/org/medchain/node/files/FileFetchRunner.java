package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.files.FileFetch.FetchParameters;
import org.medchain.node.files.FileFetch.FetchPort;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.PieceSink;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link FileFetch} over connections, on the caller's thread. */
final class FileFetchRunner implements FetchPort {
  private static final Logger log = LoggerFactory.getLogger(FileFetchRunner.class);
  private static final long TICK_MS = 50;

  private final Hash id;
  private final HolderRpcClient calls;
  private final PieceSink sink;
  private final MeterRegistry meters;
  private final FileFetch fetch;
  private final BlockingQueue<FetchEvent> events = new LinkedBlockingQueue<>();

  /** The event that a reply means to the fetch. */
  private interface FetchEvent {
    void happen() throws IOException, RefusedException;
  }

  FileFetchRunner(
      FileManifest file,
      Map<PublicKey, BitSet> holders,
      PieceSink sink,
      HolderRpcClient calls,
      MeterRegistry meters)
      throws RefusedException {
    this.id = file.id();
    this.calls = calls;
    this.sink = sink;
    this.meters = meters;
    this.fetch = new FileFetch(file, sink.presentPieces(), holders, FetchParameters.DEFAULT, this);
  }

  /**
   * Fetches the pieces that the sink lacks; returns the pieces that no holder has, empty if the
   * file is complete.
   */
  List<Integer> run() throws IOException, RefusedException, InterruptedException {
    while (fetch.advance(System.nanoTime())) {
      FetchEvent event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
      if (event != null) {
        event.happen();
      }
    }
    return fetch.missing();
  }

  @Override
  public void request(PublicKey holder, int index) {
    var unused =
        calls
            .requestPiece(holder, id, index)
            .whenComplete(
                (piece, failure) ->
                    events.add(
                        () -> {
                          if (failure == null) {
                            fetch.pieceReceived(holder, index, piece);
                          } else if (isMalformed(failure)) {
                            fetch.misbehaved(holder, index);
                          } else {
                            fetch.refused(holder, index);
                          }
                        }));
  }

  private static boolean isMalformed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof MalformedInput;
  }

  @Override
  public void store(Piece piece) throws IOException, RefusedException {
    sink.write(piece);
  }

  @Override
  public void drop(PublicKey holder, boolean misbehaved) {
    String reason = misbehaved ? "lied" : "silent";
    meters.counter("medchain.files.holders.dropped", "reason", reason).increment();
    log.atWarn()
        .addKeyValue("holder", holder.brief())
        .addKeyValue("file", id.brief())
        .addKeyValue("reason", reason)
        .log("holder dropped from a fetch");
  }
}
