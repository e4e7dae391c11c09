package org.medchain.contract.opaque;

import java.util.List;
import org.medchain.contract.engine.ContractModule;

/** Orders that the chain does not read. */
public final class OpaqueModule extends ContractModule {
  public OpaqueModule() {
    super("opaque", List.of(Opaque.TYPE), List.of(), List.of());
  }
}
