"""usage: litert_oracle.py MODEL.tflite INPUT.f32 OUTPUT_PREFIX   runs LiteRT on each input of INPUT (float32, one
after another) and writes OUTPUT_PREFIX.N.f32 for each output tensor N of the graph. Exits 77 without LiteRT."""
import sys

try:
    import numpy as np
    from ai_edge_litert.interpreter import Interpreter
except ImportError:
    sys.exit(77)

model, inputs, prefix = sys.argv[1:]
interpreter = Interpreter(model_path=model, num_threads=1)
interpreter.allocate_tensors()
fed = interpreter.get_input_details()[0]
outputs = interpreter.get_output_details()
results = [[] for _ in outputs]
for one in np.fromfile(inputs, np.float32).reshape(-1, *fed["shape"][1:]):
    interpreter.set_tensor(fed["index"], one[None])
    interpreter.invoke()
    for values, output in zip(results, outputs):
        values.append(interpreter.get_tensor(output["index"]).ravel())
for number, values in enumerate(results):
    np.concatenate(values).astype(np.float32).tofile(f"{prefix}.{number}.f32")
