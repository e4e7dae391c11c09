package org.medchain.node.transport;

import java.io.IOException;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;

/** Serves the calls of one topic. */
public interface RpcService {
  /** Its replies. */
  RpcMethod method();

  /**
   * Serves one call. Runs in a bounded pool of workers, never by the thread of connections or
   * consensus, so it may block for a while.
   *
   * @throws RefusedException if the call is refused; the reason goes back
   */
  Bytes handle(Peer asker, Bytes question) throws RefusedException;

  /**
   * How a question that was read is answered.
   *
   * @param <Q> the question
   */
  @FunctionalInterface
  interface RpcHandler<Q> {
    /**
     * The answer.
     *
     * @throws RefusedException with the reason that goes back
     * @throws IOException if the disk fails
     */
    Encodable handle(Peer asker, Q question) throws RefusedException, IOException;
  }

  /** A service that refuses malformed questions, and reports a disk's failure in one line. */
  static <Q> RpcService of(RpcMethod method, Function<Decoder, Q> reader, RpcHandler<Q> handler) {
    return new RpcService() {
      @Override
      public RpcMethod method() {
        return method;
      }

      @Override
      public Bytes handle(Peer asker, Bytes question) throws RefusedException {
        try {
          return handler.handle(asker, Decoder.decode(question, reader)).encoded();
        } catch (MalformedInput e) {
          throw new RefusedException(
              "a malformed question about " + method.name() + ": " + e.getMessage());
        } catch (IOException e) {
          throw new RefusedException("the disk fails: " + e.getMessage());
        }
      }
    };
  }
}
