"""One end of a connection with Python's ssl, as told in JSON. `@@` begins what is not meant for people."""

import json
import socket
import ssl
import sys

order = json.loads(sys.argv[1])


def say(line):
    print(line, flush=True)


def complain(error):
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else kind.__module__ + "."
    say(f"{module}{kind.__qualname__}: {error}")


def context(side):
    made = ssl.SSLContext(side)
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    made.load_verify_locations(order["ca"])
    if order.get("cert"):
        made.load_cert_chain(order["cert"], order["key"])
    if order.get("crl"):
        made.load_verify_locations(order["crl"])
        made.verify_flags |= ssl.VERIFY_CRL_CHECK_CHAIN
    return made


def ask():
    with socket.create_connection(("127.0.0.1", order["port"]), timeout=10) as plain:
        with context(ssl.PROTOCOL_TLS_CLIENT).wrap_socket(plain, server_hostname=order["name"]) as secured:
            secured.sendall(b"GET / HTTP/1.0\r\n\r\n")
            if b"HTTP/1." in secured.recv(4096):
                say("@@accepted")


def listen():
    made = context(ssl.PROTOCOL_TLS_SERVER)
    made.verify_mode = ssl.CERT_REQUIRED if order["asks"] else ssl.CERT_NONE
    with socket.create_server(("127.0.0.1", 0)) as server:
        say(f"@@port {server.getsockname()[1]}")
        while True:
            plain, _ = server.accept()
            plain.settimeout(10)
            try:
                with made.wrap_socket(plain, server_side=True) as secured:
                    secured.recv(4096)
                    say("@@accepted")
                    secured.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
            except OSError as error:
                complain(error)


try:
    ask() if order["role"] == "client" else listen()
except OSError as error:
    complain(error)
    sys.exit(1)
