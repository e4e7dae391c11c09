package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.medchain.data.Bytes;
import org.medchain.data.MalformedInput;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * The frame around a handler of calls: malformed requests and disk failures are refused in one
 * line, and every call is counted by its outcome.
 */
public final class CountedRpcService implements RpcService {
  private final RpcMethod topic;
  private final String counter;
  private final RpcHandler handler;
  private final MeterRegistry meters;

  /** Answers one kind of call. */
  @FunctionalInterface
  public interface RpcHandler {
    /**
     * The answer.
     *
     * @throws RefusedException with the reason that goes back
     * @throws IOException if the disk fails
     */
    Bytes handle(Peer asker, Bytes question) throws RefusedException, IOException;
  }

  /**
   * A service.
   *
   * @param counter name of the counter, which has the labels topic and outcome
   */
  public CountedRpcService(
      RpcMethod topic, String counter, RpcHandler handler, MeterRegistry meters) {
    this.topic = topic;
    this.counter = counter;
    this.handler = handler;
    this.meters = meters;
  }

  @Override
  public RpcMethod method() {
    return topic;
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    boolean answered = false;
    try {
      Bytes made = handler.handle(asker, question);
      answered = true;
      return made;
    } catch (MalformedInput e) {
      throw new RefusedException(
          "a malformed question about " + topic.name() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new RefusedException("the disk fails: " + e.getMessage());
    } finally {
      String outcome = answered ? "answered" : "refused";
      meters.counter(counter, "topic", topic.name(), "outcome", outcome).increment();
    }
  }
}
