package org.medchain.node.files;

import org.medchain.node.transport.RpcMethod;

/** The RPC methods on files. */
public final class FileRpcMethods {
  /** A piece of a file, with its proof. */
  public static final RpcMethod CHUNK = new RpcMethod(20, "chunk");

  /** The signed manifest of a file. */
  public static final RpcMethod MANIFEST = new RpcMethod(21, "manifest");

  /** To hold a file. */
  public static final RpcMethod STORE = new RpcMethod(22, "store");

  /** What of some files is held. */
  public static final RpcMethod HOLDS = new RpcMethod(23, "holds");

  /** To hold a file no longer. */
  public static final RpcMethod RELEASE = new RpcMethod(24, "release");

  /** The most files that one question may name. */
  static final int MAX_FILES_PER_REQUEST = 1024;

  private FileRpcMethods() {}
}
