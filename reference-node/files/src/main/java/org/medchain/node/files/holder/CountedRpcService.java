package org.medchain.node.files.holder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Counts the calls of a service by their outcome.
 *
 * @param service that answers
 * @param counter of those that are answered, and of those that are refused
 */
public record CountedRpcService(RpcService service, Function<Boolean, Counter> counter)
    implements RpcService {
  /** With a counter of this name, which has the labels topic and outcome. */
  public CountedRpcService(RpcService service, String name, MeterRegistry meters) {
    this(
        service,
        answered ->
            meters.counter(
                name,
                "topic",
                service.method().name(),
                "outcome",
                answered ? "answered" : "refused"));
  }

  @Override
  public RpcMethod method() {
    return service.method();
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    boolean answered = false;
    try {
      Bytes made = service.handle(asker, question);
      answered = true;
      return made;
    } finally {
      counter.apply(answered).increment();
    }
  }
}
