/** Offers, and agreements that trigger themselves (paper §3.2.5, §4 (3); CON-10 to CON-13). */
package org.medchain.contract.trade;
