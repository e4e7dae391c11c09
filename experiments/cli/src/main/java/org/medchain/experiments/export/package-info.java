/**
 * A run as tables for other programs (EXP-28): the same columns for every run, with units and
 * meanings beside them.
 */
package org.medchain.experiments.export;
