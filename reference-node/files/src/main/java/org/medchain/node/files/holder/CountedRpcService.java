package org.medchain.node.files.holder;

import io.micrometer.core.instrument.MeterRegistry;
import org.medchain.data.Bytes;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Counts the calls of a service by their outcome.
 *
 * @param service that answers
 * @param counter name of the counter, which has the labels topic and outcome
 * @param meters that count
 */
public record CountedRpcService(RpcService service, String counter, MeterRegistry meters)
    implements RpcService {
  @Override
  public RpcMethod method() {
    return service.method();
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    String outcome = "refused";
    try {
      Bytes made = service.handle(asker, question);
      outcome = "answered";
      return made;
    } finally {
      meters.counter(counter, "topic", method().name(), "outcome", outcome).increment();
    }
  }
}
