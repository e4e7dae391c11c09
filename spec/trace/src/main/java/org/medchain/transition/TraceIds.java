package org.medchain.transition;

import org.medchain.consensus.Input;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;

/** Names of messages, and of steps' causes, in traces (TRACE-2). */
public final class TraceIds {
  private TraceIds() {}

  /** Of sender, type and statement, without the signature: a message repeated keeps its id. */
  public static Hash of(PublicKey sender, Message message) {
    Encoder out = new Encoder().value(sender).uint8(message.type().code());
    return Hash.of(out.raw(message.statement()).toBytes());
  }

  /** The first 16 digits, as lines have them. */
  public static String brief(Hash id) {
    return id.toHex().substring(0, 16);
  }

  /** The cause of a step, in the word or the id that lines have. */
  public static String cause(Input input) {
    return switch (input) {
      case Input.Started started -> "started";
      case Input.Recovered recovered -> "restarted";
      case Input.MessageReceived received ->
          brief(of(received.verified().sender(), received.verified().message()));
      case Input.TimerFired fired -> "timer:" + fired.timer().name();
      case Input.Executed executed -> "executed:" + executed.execution().height();
      case Input.Restored restored -> "restored";
      case Input.MessageSigned signed -> "signed";
      case Input.Persisted persisted -> "persisted";
      case Input.NonceFound found -> "found:" + found.sealed().height();
      case Input.MessageRejected rejected -> "rejected";
      case Input.RequestSubmitted submitted -> "submitted";
      case Input.ReadSubmitted submitted -> "submitted";
      case Input.RequestWithdrawn withdrawn -> "withdrawn";
      case Input.ReadAnswered answered -> "answered";
      case Input.PeerReachable reachable -> "reachable";
    };
  }
}
