/** A run as tables for other programs (EXP-28). */
package org.medchain.experiments.export;
