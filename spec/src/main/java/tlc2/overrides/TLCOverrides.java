package tlc2.overrides;

import org.medchain.trace.ModelOperators;

/** Where TLC looks for operators that are written in Java: it knows only this name. */
public final class TLCOverrides implements ITLCOverrides {
  @Override
  @SuppressWarnings("rawtypes")
  public Class[] get() {
    return new Class[] {ModelOperators.class};
  }
}
