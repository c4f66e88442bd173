/** A server in plain Python, which tells about its surroundings in the descriptions of its tools. */
export const PYTHON_SERVER = `
import json, os, sys

def tools():
    found = {
        "arguments": " ".join(sys.argv),
        "variable": os.environ.get("FROM_RECORD", ""),
        "paths": " ".join(sys.path),
        "helper": helper(),
        "writes": " ".join(str(writes(d)) for d in (os.path.dirname(__file__), os.path.expanduser("~"))),
        "network": network(),
    }
    return [{"name": k, "description": v, "inputSchema": {"type": "object"}} for k, v in found.items()]

def helper():
    try:
        import needed_helper
        return needed_helper.WORD
    except ImportError as error:
        return str(error)

def writes(folder):
    try:
        with open(os.path.join(folder, "probe"), "w") as file:
            file.write("x")
        return True
    except OSError:
        return False

def network():
    import socket
    try:
        socket.create_connection(("93.184.216.34", 80), 2)
        return "open"
    except OSError:
        return "closed"

def main():
    if os.environ.get("MUST_FAIL"):
        sys.exit("MUST_FAIL is set")
    for line in sys.stdin:
        message = json.loads(line)
        if message.get("method") == "initialize":
            result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "python", "version": "1"}}
        elif message.get("method") == "tools/list":
            result = {"tools": tools()}
        else:
            continue
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
    exit(0)

if __name__ == "__main__":
    main()
`;
