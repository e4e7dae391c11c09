package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.files.FileFetch.FetchAction;
import org.medchain.node.files.FileFetch.FetchParameters;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.PieceSink;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link FileFetch} over connections, on the caller's thread. */
final class FileFetchRunner {
  private static final Logger log = LoggerFactory.getLogger(FileFetchRunner.class);
  private static final long TICK_MS = 50;

  private final Hash id;
  private final HolderRpcClient calls;
  private final PieceSink sink;
  private final MeterRegistry meters;
  private final FileFetch fetch;
  private final BlockingQueue<LongFunction<List<FetchAction>>> events = new LinkedBlockingQueue<>();
  private final Deque<FetchAction> pendingActions = new ArrayDeque<>();

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
    this.fetch = new FileFetch(file, sink.presentPieces(), holders, FetchParameters.DEFAULT);
  }

  /**
   * Fetches the pieces that the sink lacks; returns the pieces that no holder has, empty if the
   * file is complete.
   */
  List<Integer> run() throws IOException, RefusedException, InterruptedException {
    pendingActions.addAll(fetch.advance(System.nanoTime()));
    while (true) {
      while (!pendingActions.isEmpty()) {
        switch (pendingActions.poll()) {
          case FetchAction.RequestPiece ask -> ask(ask);
          case FetchAction.StorePiece write -> sink.write(write.piece());
          case FetchAction.DropHolder drop -> holderDropped(drop);
          case FetchAction.FetchEnded end -> {
            return end.missing();
          }
        }
      }
      LongFunction<List<FetchAction>> event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
      long nowNs = System.nanoTime();
      pendingActions.addAll(event == null ? fetch.advance(nowNs) : event.apply(nowNs));
    }
  }

  private void ask(FetchAction.RequestPiece ask) {
    PublicKey holder = ask.holder();
    int index = ask.index();
    var unused =
        calls
            .requestPiece(holder, id, index)
            .whenComplete(
                (piece, failure) ->
                    events.add(
                        nowNs -> {
                          if (failure == null) {
                            return fetch.pieceReceived(holder, index, piece, nowNs);
                          }
                          return isMalformed(failure)
                              ? fetch.misbehaved(holder, index, nowNs)
                              : fetch.refused(holder, index, nowNs);
                        }));
  }

  private static boolean isMalformed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof MalformedInput;
  }

  private void holderDropped(FetchAction.DropHolder drop) {
    String reason = drop.misbehaved() ? "lied" : "silent";
    meters.counter("medchain.files.holders.dropped", "reason", reason).increment();
    log.atWarn()
        .addKeyValue("holder", drop.holder().brief())
        .addKeyValue("file", id.brief())
        .addKeyValue("reason", reason)
        .log("holder dropped from a fetch");
  }
}
