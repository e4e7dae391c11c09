/** TLC's package for operator overrides, with the one class that TLC loads from it. */
package tlc2.overrides;
