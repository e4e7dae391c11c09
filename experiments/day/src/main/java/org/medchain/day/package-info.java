/**
 * The paper's day on a cluster of processes: shown step by step ({@code demo}), under load ({@code
 * load}), and what a proof of a record costs ({@code bench}).
 */
package org.medchain.day;
