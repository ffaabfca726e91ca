/** What the tests of TLS share, and those that need no client. */
package nogc.javase.tls;
