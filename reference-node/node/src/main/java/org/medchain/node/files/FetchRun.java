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
import org.medchain.node.transport.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link FileFetch} over connections, on the thread of whoever wants the file. */
final class FetchRun {
  private static final Logger log = LoggerFactory.getLogger(FetchRun.class);
  private static final long TICK_MS = 50;

  private final Hash id;
  private final HolderCalls calls;
  private final PieceSink sink;
  private final MeterRegistry meters;
  private final FileFetch fetch;
  private final BlockingQueue<LongFunction<List<FetchAction>>> events = new LinkedBlockingQueue<>();
  private final Deque<FetchAction> todo = new ArrayDeque<>();

  FetchRun(
      StoredFile file,
      Map<PublicKey, BitSet> holders,
      PieceSink sink,
      HolderCalls calls,
      FetchRules rules,
      MeterRegistry meters) {
    this.id = file.id();
    this.calls = calls;
    this.sink = sink;
    this.meters = meters;
    this.fetch = new FileFetch(file, sink.have(), holders, rules);
  }

  /** Fetches what the sink lacks; returns the pieces that nobody has, none if it is complete. */
  List<Integer> run() throws IOException, Refused, InterruptedException {
    todo.addAll(fetch.start(System.nanoTime()));
    while (true) {
      while (!todo.isEmpty()) {
        switch (todo.poll()) {
          case FetchAction.Ask ask -> ask(ask);
          case FetchAction.Write write -> sink.write(write.piece());
          case FetchAction.Drop drop -> dropped(drop);
          case FetchAction.End end -> {
            return end.missing();
          }
        }
      }
      LongFunction<List<FetchAction>> event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
      long nowNs = System.nanoTime();
      todo.addAll(event == null ? fetch.tick(nowNs) : event.apply(nowNs));
    }
  }

  private void ask(FetchAction.Ask ask) {
    PublicKey holder = ask.holder();
    int index = ask.index();
    var unused =
        calls
            .piece(holder, id, index)
            .whenComplete(
                (piece, failure) ->
                    events.add(
                        nowNs -> {
                          if (failure == null) {
                            return fetch.answered(holder, index, piece, nowNs);
                          }
                          return isMalformed(failure)
                              ? fetch.lied(holder, index, nowNs)
                              : fetch.refused(holder, index, nowNs);
                        }));
  }

  private static boolean isMalformed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof MalformedInput;
  }

  private void dropped(FetchAction.Drop drop) {
    String reason = drop.lied() ? "lied" : "silent";
    meters.counter("medchain.files.holders.dropped", "reason", reason).increment();
    log.atWarn()
        .addKeyValue("holder", drop.holder().brief())
        .addKeyValue("file", id.brief())
        .addKeyValue("reason", reason)
        .log("holder dropped from a fetch");
  }
}
