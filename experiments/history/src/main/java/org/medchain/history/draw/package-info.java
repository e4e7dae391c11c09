/** Drawings of counterexamples: a row for each process, a bar for each operation. */
package org.medchain.history.draw;
