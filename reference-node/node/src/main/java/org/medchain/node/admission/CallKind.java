package org.medchain.node.admission;

import java.util.Arrays;
import java.util.Optional;
import org.medchain.data.Codec;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;
import org.medchain.node.transport.RpcService.RpcHandler;

/**
 * Every call that a process of this chain may serve, with the code and the name of its method;
 * codes are never used again (NODE-19).
 */
public enum CallKind {
  /** Certificates for a key that is authorised, or invited. */
  ENROLL(10, "enroll"),
  /** The orders of the center's own commands. */
  ORDER(11, "order"),

  /** A piece of a file, with its proof. */
  CHUNK(20, "chunk"),
  /** The signed manifest of a file. */
  MANIFEST(21, "manifest"),
  /** To hold a file. */
  STORE(22, "store"),
  /** The held pieces of some files. */
  HOLDS(23, "holds"),
  /** To hold a file no longer. */
  RELEASE(24, "release"),
  /** To keep a share of the key of a record's file. */
  KEY_DEPOSIT(25, "key-deposit"),
  /** That share, for a reader whom the ledger let read. */
  KEY_RELEASE(26, "key-release"),
  /** To keep that share no longer. */
  KEY_WITHDRAWAL(27, "key-withdrawal"),

  /** A run of headers with the certificate of the last. */
  HEADERS(30, "headers"),
  /** A run of blocks with their certificates. */
  BLOCKS(31, "decisions"),
  /** How the members changed. */
  EPOCHS(32, "epochs"),
  /** An entry of the state. */
  STATE_PROOF(33, "state-proof"),
  /** A transaction and its receipt. */
  TRANSACTION_PROOF(34, "transaction-proof"),

  /** Whether an agency is there, and whether it takes the caller on. */
  SERVE(35, "serve"),
  /** About the ledger's content. */
  QUERY(36, "query");

  private final RpcMethod method;

  CallKind(int code, String text) {
    this.method = new RpcMethod(code, text);
  }

  /** Its method on the wire. */
  public RpcMethod method() {
    return method;
  }

  /** Serves such calls, whose questions have this type. */
  public <Q> RpcService service(Class<Q> question, RpcHandler<Q> handler) {
    return RpcService.of(method, Codec.of(question)::decode, handler);
  }

  /** The kind of a call of this method. */
  public static Optional<CallKind> of(RpcMethod method) {
    return Arrays.stream(values()).filter(kind -> kind.method.equals(method)).findFirst();
  }
}
