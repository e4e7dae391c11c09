package org.medchain.node.files;

import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** The RPC methods on files. */
public final class FileRpcMethods {
  /** A piece of a file, with its proof. */
  public static final RpcMethod CHUNK = CallKind.CHUNK.method();

  /** The signed manifest of a file. */
  public static final RpcMethod MANIFEST = CallKind.MANIFEST.method();

  /** To hold a file. */
  public static final RpcMethod STORE = CallKind.STORE.method();

  /** What of some files is held. */
  public static final RpcMethod HOLDS = CallKind.HOLDS.method();

  /** To hold a file no longer. */
  public static final RpcMethod RELEASE = CallKind.RELEASE.method();

  /** The most files that one question may name. */
  static final int MAX_FILES_PER_REQUEST = 1024;

  private FileRpcMethods() {}
}
