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
 *
 * @param method of the calls
 * @param counter name of the counter, which has the labels topic and outcome
 * @param handler answers them
 * @param meters that count
 */
public record CountedRpcService(
    RpcMethod method, String counter, RpcHandler handler, MeterRegistry meters)
    implements RpcService {
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

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    boolean answered = false;
    try {
      Bytes made = handler.handle(asker, question);
      answered = true;
      return made;
    } catch (MalformedInput e) {
      throw new RefusedException(
          "a malformed question about " + method.name() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new RefusedException("the disk fails: " + e.getMessage());
    } finally {
      String outcome = answered ? "answered" : "refused";
      meters.counter(counter, "topic", method.name(), "outcome", outcome).increment();
    }
  }
}
