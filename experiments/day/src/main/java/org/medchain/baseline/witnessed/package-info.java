/** A replicated database whose records are in a witnessed transparency log (BASE-1). */
package org.medchain.baseline.witnessed;
